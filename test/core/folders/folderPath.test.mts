import { parseFolderPath } from '../../../core/folders/folderPath';

/** The path that is read as these names. */
const formatFolderPath = (segments: string[]) => segments.map((segment) => segment.replace(/[\\/]/g, '\\$&')).join('/');

test.each([
	['Inbox/Clients/ACME', ['Inbox', 'Clients', 'ACME']],
	['Inbox / Clients / ACME', ['Inbox', 'Clients', 'ACME']],
	['/Inbox/Clients/', ['Inbox', 'Clients']],
	['Entwürfe', ['Entwürfe']],
	['A\\/B/C', ['A/B', 'C']],
	['A\\\\/B', ['A\\', 'B']],
	['C:\\temp/B', ['C:\\temp', 'B']],
	['Budget 50%/Q1', ['Budget 50%', 'Q1']],
])('%s', (text, segments) => {
	expect(parseFolderPath(text)).toEqual(segments);
	expect(parseFolderPath(formatFolderPath(segments))).toEqual(segments);
});

test.each(['/', '//', 'A//B', 'A/ /B', 'A//', ' / '])('%s has an empty part', (text) => {
	expect(() => parseFolderPath(text)).toThrow('has an empty part');
});

test.each(['..', 'Inbox/..', './Inbox'])('%s is a step, not a name', (text) => {
	expect(() => parseFolderPath(text)).toThrow('cannot be used in an address');
});
