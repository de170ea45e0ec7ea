import { lookAtPages } from './every-page.ts';

lookAtPages('second');
