/** Loaded by every page. Each module looks for its own `data-` attributes and does the rest. */
import './focus.js';
import './record-passage.js';
