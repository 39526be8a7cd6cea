// Copies the files that the built program reads into its folder: the migrations and the pages.
// usage: node scripts/copy-files.mjs [folder, dist by default]
import { cpSync } from 'node:fs';

const [folder = 'dist'] = process.argv.slice(2);
cpSync('prisma/migrations', `${folder}/prisma/migrations`, { recursive: true });
cpSync('web/dist', `${folder}/web/dist`, { recursive: true });
