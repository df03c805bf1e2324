import { ianaZone } from './time-zones.mts';

/** What the `Prefer` header asks for; several values in one header or in several. DOC message-get, outlook-immutable-id; RFC 7240 */
export interface Preferences {
	immutableIds: boolean;
	bodyType?: 'text' | 'html';
	allowUnsafeHtml: boolean;
	/** Of delta. DOC mailfolder-delta */
	maxPageSize?: number;
	/** IANA name. DOC message-createreply */
	timeZone?: string;
	/** Value for `Preference-Applied`, as seen in js#297 and message-get. */
	applied: string[];
}

export function readPreferences(header: string | undefined): Preferences {
	const preferences: Preferences = { immutableIds: false, allowUnsafeHtml: false, applied: [] };
	for (const [, name, quoted, plain] of (header ?? '').matchAll(/([\w.-]+)(?:\s*=\s*(?:"([^"]*)"|([^\s,;"]+)))?/g)) {
		const value = (quoted ?? plain ?? '').toLowerCase();
		if (name.toLowerCase() === 'idtype' && value === 'immutableid') {
			preferences.immutableIds = true;
			preferences.applied.push('IdType=ImmutableId');
		} else if (name.toLowerCase() === 'outlook.body-content-type' && (value === 'text' || value === 'html')) {
			preferences.bodyType = value;
			preferences.applied.push(`outlook.body-content-type="${value}"`);
		} else if (name.toLowerCase() === 'outlook.allow-unsafe-html') {
			preferences.allowUnsafeHtml = true;
			preferences.applied.push('outlook.allow-unsafe-html');
		} else if (name.toLowerCase() === 'odata.maxpagesize' && /^[1-9]\d{0,3}$/.test(value)) {
			preferences.maxPageSize = Number(value);
			preferences.applied.push(`odata.maxpagesize=${value}`);
		} else if (name.toLowerCase() === 'outlook.timezone') {
			preferences.timeZone = ianaZone(quoted ?? plain ?? '');
			// A zone that nobody knows is passed over. INFERRED
			if (preferences.timeZone) preferences.applied.push(`outlook.timezone="${quoted ?? plain}"`);
		}
	}
	return preferences;
}
