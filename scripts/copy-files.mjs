// What the code reads beside itself, a build has beside it too: the migrations and the pages.
import { cpSync } from 'node:fs';

cpSync('prisma/migrations', 'dist/prisma/migrations', { recursive: true });
cpSync('web/dist', 'dist/web/dist', { recursive: true });
