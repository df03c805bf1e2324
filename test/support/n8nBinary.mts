// n8n's binary store in each of its modes, inside jest.
import { BinaryDataConfig, BinaryDataService } from 'n8n-core';
import type { INodeExecutionData, INodeType } from 'n8n-workflow';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { Container } = require(require.resolve('@n8n/di', { paths: [require.resolve('n8n-core')] }));

export const BINARY_MODES = ['default', 'filesystem-v2', 'database', 's3'] as const;
export type BinaryMode = (typeof BINARY_MODES)[number];

const folder = mkdtempSync(join(tmpdir(), 'outlook-drafts-binary-'));
export const removeBinaries = () => rmSync(folder, { recursive: true, force: true });

/** The database and the bucket are a folder too: what differs for nodes is the mode's name in the data and in the id. */
export async function useBinaryMode(mode: BinaryMode): Promise<void> {
	const service = Container.get(BinaryDataService);
	const config = Container.get(BinaryDataConfig);
	Object.assign(config, { localStoragePath: folder, mode });
	await service.init();
	service.mode = mode;
	for (const name of ['database', 's3']) service.setManager(name, service.managers['filesystem-v2']);
}

export interface BinaryFile {
	content: Buffer;
	fileName?: string;
	mimeType?: string;
}

/** A first node whose items bring files, by binary field. */
export function filesNode(
	items: Array<{ json?: Record<string, unknown>; files?: Record<string, BinaryFile> }>,
): INodeType {
	return {
		description: {
			displayName: 'Start',
			name: 'start',
			group: ['trigger'],
			version: 1,
			description: '',
			defaults: {},
			inputs: [],
			outputs: ['main'],
			properties: [],
		},
		async execute(this: {
			helpers: { prepareBinaryData(content: Buffer, name?: string, type?: string): Promise<any> };
		}) {
			const made: INodeExecutionData[] = [];
			for (const { json = {}, files = {} } of items) {
				const binary: Record<string, any> = {};
				for (const [field, { content, fileName, mimeType }] of Object.entries(files))
					binary[field] = await this.helpers.prepareBinaryData(content, fileName, mimeType);
				made.push({ json: json as INodeExecutionData['json'], ...(Object.keys(binary).length > 0 ? { binary } : {}) });
			}
			return [made];
		},
	} as unknown as INodeType;
}
