import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { CREDENTIAL_NAME } from '../OutlookDraft/credentialName';
import { searchFolders } from '../OutlookDraft/listSearch/searchFolders';
import { searchMailboxes } from '../OutlookDraft/listSearch/searchMailboxes';
import { watchProperties } from '../OutlookDraft/properties';
import { pollMailbox } from './poll';

export class OutlookDraftTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Outlook Draft Trigger',
		name: 'outlookDraftTrigger',
		icon: { light: 'file:../../icons/outlook-draft.svg', dark: 'file:../../icons/outlook-draft.dark.svg' },
		group: ['trigger'],
		version: [1],
		subtitle: '={{ $parameter["watchFor"] === "draft" ? "something happens to a draft" : "a message arrives" }}',
		description:
			'Starts the workflow when a message arrives in Outlook, or when someone sends, changes or deletes a draft',
		defaults: { name: 'Outlook Draft Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: CREDENTIAL_NAME, required: true }],
		properties: watchProperties(),
	};

	methods = { listSearch: { searchMailboxes, searchFolders } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollMailbox(this);
	}
}
