// A language model for the tests: it makes the calls of a script, one round after the other, and then says that it is done; or it only answers.
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
 * Answers as OpenAI's "chat completions" do. Each round calls the one tool that it was offered, once for each of its calls; a list of calls
 * is one round. What it says after that, or at once if there are none, is `text`.
 */
export async function startLanguageModel(
	calls: object[] | object[][],
	text = 'The drafts are ready.',
): Promise<LanguageModel> {
	const rounds = (Array.isArray(calls[0]) ? calls : calls.length > 0 ? [calls] : []) as object[][];
	const requests: LanguageModel['requests'] = [];
	const server = createServer(async (request, response) => {
		const body = JSON.parse(await readText(request)) as LanguageModel['requests'][number];
		requests.push(body);
		// How far the conversation has got is in its messages: n8n may go on with it in another execution.
		const answered = body.messages.filter(({ role }) => role === 'tool').length;
		const round = rounds.find((_, index) => rounds.slice(0, index).flat().length === answered);
		const name = body.tools?.[0]?.function.name ?? '';
		const message = round
			? {
					role: 'assistant',
					content: null,
					tool_calls: round.map((call, index) => ({
						id: `call_${answered + index}`,
						type: 'function',
						function: { name, arguments: JSON.stringify(call) },
					})),
				}
			: { role: 'assistant', content: text };
		const choice = { index: 0, message, finish_reason: round ? 'tool_calls' : 'stop' };
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
