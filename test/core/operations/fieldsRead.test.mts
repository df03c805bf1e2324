// No field is offered that an operation does not look at.
import { RESOURCES, type FieldValues } from '../../../core/fields';
import type { Simulator } from '../../../simulator/server.mts';
import { lifeBench, ME, type LifeBench } from '../../support/life.mts';
import { fieldsFor, LIFE_CASES } from '../../support/lifeCases.mts';
import { keepTemplate } from '../../support/templates.mts';
import { useSimulator } from '../../support/useSimulator.mts';

let simulator: Simulator;
let bench: LifeBench;
useSimulator((started) => {
	simulator = started;
	bench = lifeBench(simulator);
});

const MIME = 'To: a@contoso.com\r\n\r\nx';
/** What is read only together with these values. */
const MORE: Record<string, FieldValues[]> = {
	'draft:reply': [
		{ messageSource: 'template', templateId: 'Letter', templateValues: { Name: 'Anna' } },
		{ messageSource: 'text', mimeText: MIME },
		{ messageSource: 'base64', mimeBase64: btoa(MIME) },
		{ messageSource: 'binary', binaryPropertyName: new TextEncoder().encode(MIME) },
		{ duplicates: 'key', draftKey: 'x' },
	],
	'draft:update': [{ messageSource: 'json', messageJson: { subject: 'x' } }, { moveTo: 'Inbox/Clients' }],
	'draft:get': [{ downloadMime: true, downloadAttachments: true }],
	'message:send': [
		{ to: 'a@contoso.com', duplicates: 'key', draftKey: 'x', onExisting: 'return', textBody: 'x' },
		{ to: 'a@contoso.com', messageSource: 'json', messageJson: '{}' },
		...['text', 'base64', 'binary', 'fields'].map((messageSource) => ({
			messageSource,
			anyHeader: true,
			to: 'a@contoso.com',
			mimeText: MIME,
			mimeBase64: btoa(MIME),
			binaryPropertyName: new TextEncoder().encode(MIME),
		})),
	],
};
MORE['draft:forward'] = MORE['draft:reply'];

const operations = RESOURCES.flatMap(({ value, operations: list }) =>
	list.map((operation) => ({ name: `${value}:${operation.value}`, fields: operation.fields })),
).filter(({ name }) => LIFE_CASES.some(({ operation }) => operation === name));

test.each(operations)('$name', async ({ name, fields }) => {
	const seen = new Set<string>();
	const cases = LIFE_CASES.filter(({ operation }) => operation === name);
	for (const one of [...cases, ...(MORE[name] ?? []).map((more) => ({ ...cases[0]!, fields: more }))]) {
		simulator.reset();
		await keepTemplate(simulator, { subject: 'Letter', body: { contentType: 'text', content: 'Dear {{Name}}' } });
		const values = await fieldsFor(one, bench, ME, 'me');
		const watched = new Proxy(values, {
			get: (target, field) => {
				seen.add(String(field));
				return target[String(field)];
			},
		});
		await bench.run(name, watched);
	}
	expect(fields.map((field) => field.name).filter((field) => !seen.has(field))).toEqual([]);
});
