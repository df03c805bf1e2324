// npm run audit: are there known security problems in the code that is bundled into dist/? `npm audit --omit=dev` cannot say,
// since nothing that we bundle is a dependency of the package. Ends with 1 if there are, and with 0 and a word if nobody answers.
import { join } from 'node:path';
import { auditBundled } from './audit/bundled.mts';

const { asked, found, silence } = auditBundled(join(import.meta.dirname, '..'));
console.log(`Asked about ${asked.length} bundled packages: ${asked.join(', ')}.`);
if (silence) console.log(`Not checked: the registry does not answer such questions (${silence}).`);
else if (found.length === 0) console.log('Nothing is known against them.');
for (const { name, severity, titles } of found) console.log(`${severity}: ${name}: ${titles.join('; ')}`);
process.exitCode = found.length > 0 ? 1 : 0;
