import { folderOfAddress } from '../../../core/folders/folderAddress';

const EXCHANGE =
	'AAMkAGVmMDEzMTM4LTZmYWUtNDdkNC1hMDZiLTU1OGY5OTZhYmY4OAAuAAAAAAAiQ8W967B7TKBjgx9rVEURAQAiIsqMbYjsT5e/T7KzowPTAAAAAAEM+AA=';
const GRAPH =
	'AAMkAGVmMDEzMTM4LTZmYWUtNDdkNC1hMDZiLTU1OGY5OTZhYmY4OAAuAAAAAAAiQ8W967B7TKBjgx9rVEURAQAiIsqMbYjsT5e-T7KzowPTAAAAAAEM_AA=';
const once = encodeURIComponent(EXCHANGE);

test.each([
	['the id of a folder', `https://outlook.office.com/mail/${once}`, GRAPH],
	['at the newer host', `https://outlook.cloud.microsoft/mail/${once}`, GRAPH],
	['with the number of the account', `https://outlook.live.com/mail/0/${once}`, GRAPH],
	['of a mailbox opened beside the own', `https://outlook.office.com/mail/support@contoso.com/${once}`, GRAPH],
	['the same, encoded', `https://outlook.office.com/mail/support%40contoso.com/${once}`, GRAPH],
	['with an open conversation', `https://outlook.office.com/mail/${once}/id/AAQkAGVm%2FDEz%3D`, GRAPH],
	['with a query', `https://outlook.office.com/mail/${once}?realm=contoso.com&exsvurl=1`, GRAPH],
	['the older form', `https://outlook.office365.com/owa/?path=/mail/${once}`, GRAPH],
	[
		'the older form, encoded as a whole',
		`https://outlook.office365.com/owa/?realm=x&path=%2Fmail%2F${encodeURIComponent(once)}`,
		GRAPH,
	],
	['the older form in a fragment', `https://outlook.office365.com/owa/#path=/mail/${once}`, GRAPH],
	["an id that is Graph's already", `https://outlook.office.com/mail/${encodeURIComponent(GRAPH)}`, GRAPH],
	['an id that was decoded on the way', `https://outlook.office.com/mail/${EXCHANGE}`, GRAPH],
	["Outlook's own folder", 'https://outlook.office.com/mail/inbox', 'inbox'],
	[
		'its own folder with an open conversation',
		'https://outlook.office.com/mail/sentitems/id/AAQkAGVm%2FDEz%3D',
		'sentitems',
	],
	['its own folder at outlook.com', 'https://outlook.live.com/mail/0/drafts', 'drafts'],
	['a government cloud', `https://outlook.office365.us/mail/${once}`, GRAPH],
])('%s', (_name, address, folder) => {
	expect(folderOfAddress(address)).toBe(folder);
});

test.each([
	['nothing behind mail', 'https://outlook.office.com/mail/'],
	['a page that is no folder', 'https://outlook.office.com/mail/options/mail/layout'],
	[
		'a message',
		'https://outlook.office365.com/owa/?ItemID=AAMkADhAAAW%2FVPeAAA%3D&exvsurl=1&viewmodel=ReadMessageItem',
	],
	['the calendar', 'https://outlook.office.com/calendar/view/week'],
	['no address', 'Inbox'],
	['not https', 'http://outlook.office.com/mail/inbox'],
	['broken encoding', 'https://outlook.office.com/mail/%E0%A4%A'],
])('%s is refused with the way out', (_name, address) => {
	expect(() => folderOfAddress(address)).toThrow('is not the address of a folder in Outlook on the web');
});
