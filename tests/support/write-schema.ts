/** `npm run schema`: writes `db/schema.sql` anew. */
import { writeFileSync } from 'node:fs';
import { describeSchema } from './schema.ts';

writeFileSync('db/schema.sql', describeSchema());
