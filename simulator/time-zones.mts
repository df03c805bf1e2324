/** Windows names of time zones that Outlook uses, by their IANA names. DOC resources/datetimetimezone (both kinds are accepted); a selection of Unicode's table. */
const windows: Record<string, string> = {
	UTC: 'UTC',
	'Hawaiian Standard Time': 'Pacific/Honolulu',
	'Alaskan Standard Time': 'America/Anchorage',
	'Pacific Standard Time': 'America/Los_Angeles',
	'Mountain Standard Time': 'America/Denver',
	'Central Standard Time': 'America/Chicago',
	'Eastern Standard Time': 'America/New_York',
	'Atlantic Standard Time': 'America/Halifax',
	'E. South America Standard Time': 'America/Sao_Paulo',
	'GMT Standard Time': 'Europe/London',
	'W. Europe Standard Time': 'Europe/Berlin',
	'Central Europe Standard Time': 'Europe/Budapest',
	'Central European Standard Time': 'Europe/Warsaw',
	'Romance Standard Time': 'Europe/Paris',
	'E. Europe Standard Time': 'Europe/Chisinau',
	'FLE Standard Time': 'Europe/Kiev',
	'GTB Standard Time': 'Europe/Bucharest',
	'South Africa Standard Time': 'Africa/Johannesburg',
	'Arabian Standard Time': 'Asia/Dubai',
	'India Standard Time': 'Asia/Kolkata',
	'Singapore Standard Time': 'Asia/Singapore',
	'China Standard Time': 'Asia/Shanghai',
	'Tokyo Standard Time': 'Asia/Tokyo',
	'AUS Eastern Standard Time': 'Australia/Sydney',
	'New Zealand Standard Time': 'Pacific/Auckland',
};

const byLowerCase = new Map(Object.entries(windows).map(([name, zone]) => [name.toLowerCase(), zone]));

/** Undefined for a name that is neither. */
export function ianaZone(name: string): string | undefined {
	const known = byLowerCase.get(name.toLowerCase());
	if (known !== undefined) return known;
	try {
		return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone;
	} catch {
		return undefined;
	}
}
