// A language model for the tests: it asks for drafts, all at once, and then says that it is done; or it only answers.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LanguageModel {
	/** What n8n's OpenAI credential takes as base URL. */
	url: string;
	/** Bodies of the requests, oldest first. */
	requests: Array<{
		messages: Array<{ role: string; content: unknown }>;
		tools?: Array<{ function: { name: string; parameters: { properties: object } } }>;
	}>;
	close(): Promise<void>;
}

/**
 * Answers as OpenAI's "chat completions" do. The first answer calls the one tool it was offered, once for each of `calls`; what it says
 * after that, or at once if there are none, is `text`.
 */
export async function startLanguageModel(calls: object[], text = 'The drafts are ready.'): Promise<LanguageModel> {
	const requests: LanguageModel['requests'] = [];
	const server = createServer(async (request, response) => {
		const body = JSON.parse(await readText(request)) as LanguageModel['requests'][number];
		requests.push(body);
		const isFirst = calls.length > 0 && !body.messages.some(({ role }) => role === 'tool');
		const name = body.tools?.[0]?.function.name ?? '';
		const message = isFirst
			? {
					role: 'assistant',
					content: null,
					tool_calls: calls.map((call, index) => ({
						id: `call_${index}`,
						type: 'function',
						function: { name, arguments: JSON.stringify(call) },
					})),
				}
			: { role: 'assistant', content: text };
		const choice = { index: 0, message, finish_reason: isFirst ? 'tool_calls' : 'stop' };
		response.setHeader('content-type', 'application/json');
		response.end(
			JSON.stringify({
				id: 'chatcmpl-1',
				object: 'chat.completion',
				created: 1,
				model: 'test-model',
				choices: [choice],
				usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
			}),
		);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
		requests,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

async function readText(request: IncomingMessage): Promise<string> {
	let text = '';
	for await (const chunk of request.setEncoding('utf8')) text += chunk;
	return text;
}
