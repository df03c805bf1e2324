// Every address that the node set adds to Node-RED's editor, with who may call it and what leaves the process then. docs/for-administrators.md has the same table.
export interface AdminEndpoint {
	method: 'get' | 'post';
	path: string;
	/** '' : nobody is asked who they are. */
	permission: 'outlook-draft.write' | 'outlook-account.write' | 'flows.write' | '';
	/** Where a request may go when it is called with the account as deployed. */
	leaves: Array<'sign-in address' | 'Graph address'>;
}

const list = (name: string): AdminEndpoint => ({
	method: 'post',
	path: `/outlook-draft/${name}`,
	permission: 'outlook-draft.write',
	leaves: ['sign-in address', 'Graph address'],
});
const account = (name: string, leaves: AdminEndpoint['leaves'] = []): AdminEndpoint => ({
	method: 'post',
	path: `/outlook-account/${name}`,
	permission: 'outlook-account.write',
	leaves,
});

export const ADMIN_ENDPOINTS: AdminEndpoint[] = [
	list('mailboxes'),
	list('folders'),
	list('folder'),
	list('messages'),
	list('templates'),
	list('probe'),
	{ ...list('test'), permission: 'flows.write' },
	{ ...list('example'), permission: 'flows.write' },
	account('state'),
	account('sign-in', ['sign-in address']),
	account('landing', ['sign-in address']),
	account('cancel'),
	account('sign-out'),
	account('check', ['sign-in address', 'Graph address']),
	{ method: 'get', path: '/outlook-account/callback', permission: '', leaves: ['sign-in address'] },
];
