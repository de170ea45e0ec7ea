/** Loaded by every page. Each module looks for its own `data-` attributes and does the rest. */
import './facets.js';
import './focus.js';
import './keys.js';
import './copy.js';
import './list.js';
import './file-field.js';

import './record-passage.js';
import './proposals.js';

import './narrow.js';
import './draft.js';
import './progress.js';
import './claim-form.js';
import './claim-preview.js';
import './source-picker.js';
