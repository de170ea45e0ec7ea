/** Whether anything was changed. */
import { type Connection, unveil } from './database.ts';

/** The same for as long as nothing is committed, by whomever; of no meaning to another process. */
export async function stateOf(connection: Connection): Promise<number> {
  const row = await unveil(connection).one<{ data_version: number }>('PRAGMA data_version');
  return row?.data_version ?? 0;
}
