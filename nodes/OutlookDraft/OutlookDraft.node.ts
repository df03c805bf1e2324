import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { SEARCH_HINT, TOOL_DESCRIPTION } from './builderHints';
import { CREDENTIAL_NAME } from './credentialName';
import { executeItems } from './execute';
import { searchFolders } from './listSearch/searchFolders';
import { searchMailboxes } from './listSearch/searchMailboxes';
import { searchDrafts, searchMessages } from './listSearch/searchMessages';
import { searchTemplates } from './listSearch/searchTemplates';
import { nodeProperties, operationSubtitle } from './properties';

export class OutlookDraft implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outlook Draft',
		name: 'outlookDraft',
		icon: { light: 'file:../../icons/outlook-draft.svg', dark: 'file:../../icons/outlook-draft.dark.svg' },
		group: ['output'],
		version: [1],
		subtitle: operationSubtitle(),
		description: 'Create Outlook and Microsoft 365 draft messages that a person checks and sends',
		defaults: { name: 'Outlook Draft' },
		usableAsTool: { replacements: { description: TOOL_DESCRIPTION } },
		builderHint: { searchHint: SEARCH_HINT },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: CREDENTIAL_NAME, required: true }],
		properties: nodeProperties(),
	};

	methods = { listSearch: { searchMailboxes, searchFolders, searchMessages, searchDrafts, searchTemplates } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await executeItems(this)];
	}
}
