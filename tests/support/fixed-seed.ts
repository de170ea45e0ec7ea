/**
 * Laws are tried on the same random cases each time, so that a run can be repeated. `FC_SEED=7 npm
 * run test:quick` tries others.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20241007) });
