import { invalidInput, lookForExample } from '../core';
import type { OpenAccount } from './dialogAccount';
import { WATCH_FIELDS } from './fields';
import type { Message, NodeApi, NodeConfig, RuntimeNode } from './types';
import { readWatchFields } from './watchFields';
import { messageOf } from './watchNode';

/** What the dialog's button brings. */
export interface Example {
	/** Empty where there is nothing yet. */
	results: Message[];
	/** The node is deployed, and they went into its flow. */
	sent: boolean;
}

/** A person waits in front of the dialog. */
const TIMEOUT = '60';

/**
 * Fetches a real example of what a watch gives with the settings as they stand in its dialog, and sends it into the flow where the node is
 * deployed. What the watch remembers stays as it is. Throws DraftError.
 */
export async function fetchExample(
	red: NodeApi,
	{ account, host }: OpenAccount,
	settings: Record<string, unknown>,
): Promise<Example> {
	const config: NodeConfig = { ...settings, id: String(settings.id ?? ''), type: 'outlook-watch', timeout: TIMEOUT };
	for (const { name, label } of WATCH_FIELDS)
		if (isVariable(config[name]))
			throw invalidInput(
				`${label}: the value of this environment variable is known only where the flow runs.`,
				'Enter a value for the example; the flow can go back to the variable afterwards.',
			);
	const fields = readWatchFields(config, account.signIn === 'delegated');
	const outputs = await lookForExample(host, account, fields, new AbortController().signal);
	const results = outputs.map(messageOf);
	const node = red.nodes.getNode(config.id) as RuntimeNode | null;
	const isDeployed = node?.type === 'outlook-watch';
	// Node-RED puts its own id into what is sent.
	if (isDeployed) for (const message of results) node.send({ ...message });
	return { results, sent: isDeployed && results.length > 0 };
}

const isVariable = (value: unknown) => typeof value === 'string' && /^\$[{(]\S+[)}]$/.test(value.trim());
