import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DEMO_APP, startSimulator } from './server.mts';

const usage =
	'Usage: node simulator/main.mts [--port 4010] [--delay 0]\n  --port   port on 127.0.0.1 (0: a free one)\n  --delay  milliseconds that every Graph call takes';

function whole(name: string, text: string, most: number): number {
	if (/^\d+$/.test(text) && Number(text) <= most) return Number(text);
	console.error(`--${name} must be a whole number up to ${most}, not '${text}'.\n${usage}`);
	process.exit(2);
}

function options(): { port: number; delayMs: number } {
	try {
		const { values } = parseArgs({
			options: {
				port: { type: 'string', default: '4010' },
				delay: { type: 'string', default: '0' },
				help: { type: 'boolean', short: 'h' },
			},
		});
		if (values.help) {
			console.log(usage);
			process.exit(0);
		}
		return { port: whole('port', values.port, 65_535), delayMs: whole('delay', values.delay, 600_000) };
	} catch (error) {
		console.error(`${(error as Error).message}\n${usage}`);
		process.exit(2);
	}
}

const { port, delayMs } = options();
process.on('SIGINT', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));

try {
	const simulator = await startSimulator({
		port,
		delayMs,
		switches: { browserSession: 'none', consent: 'asked' },
		sampleMail: true,
		pageFolder: join(import.meta.dirname, 'page'),
	});
	console.log(`Outlook simulator - not Microsoft's service. Nothing here is ever sent; all of it is gone when this program ends.

  Mailbox page           ${simulator.url}/   (there are mails to answer in it)

What the dialogs of Node-RED and n8n ask for:
  Tenant ID              ${DEMO_APP.tenant}   (or ${DEMO_APP.tenantId})
  Client ID              ${DEMO_APP.clientId}
  Client secret          ${DEMO_APP.clientSecret}
  Graph address          ${simulator.url}
  Sign-in address        ${simulator.url}
  n8n, authorization     ${simulator.url}/${DEMO_APP.tenant}/oauth2/v2.0/authorize
  n8n, access token      ${simulator.url}/${DEMO_APP.tenant}/oauth2/v2.0/token
  Mailboxes              megan.bowen@contoso.com, support@contoso.com (shared)

Ctrl-C ends it.`);
} catch (error) {
	const { code, message } = error as NodeJS.ErrnoException;
	console.error(
		code === 'EADDRINUSE' ? `Port ${port} is in use: choose another with --port, or --port 0 for a free one.` : message,
	);
	process.exit(1);
}
