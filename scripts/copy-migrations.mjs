// The migrator reads the SQL beside the code: a build has it too.
import { cpSync } from 'node:fs';

cpSync('prisma/migrations', 'dist/prisma/migrations', { recursive: true });
