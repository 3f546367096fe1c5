// A process of the store tests: says whether LevelDB's lock keeps it out of the store in argv[2].
import { join } from 'node:path';
import { openDatabase } from '../../../../src/adapters/dynalite/database.ts';

const database = await openDatabase(join(process.argv[2] ?? '', 'data'));
if (database !== 'held') await database.close();
console.log(database === 'held' ? 'held' : 'opened');
