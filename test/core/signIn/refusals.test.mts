import { ENTRA_FIXES } from '../../../core/signIn/entraErrors';
import { signInFailed, signInUnreachable } from '../../../core/signIn/refusals';

describe('sign-in refusals', () => {
	const body = (code: string, text = 'Something happened.') =>
		JSON.stringify({ error: 'invalid_client', error_description: `${code}: ${text} Trace ID: 1 Correlation ID: 2` });

	test.each([
		['AADSTS7000215', 'not its Secret ID'],
		['AADSTS700016', 'not known in this tenant'],
		['AADSTS90002', 'tenant was not found'],
		['AADSTS7000222', 'has expired'],
		['AADSTS65001', 'consent'],
	])('%s says what to do', (code, hint) => {
		expect(signInFailed(body(code))).toMatchObject({
			code,
			message: `Microsoft sign-in gave no token (${code}).`,
			cause: { hint: expect.stringContaining(hint) },
		});
	});

	test("an unknown code shows Entra's own sentence and nothing of the request", () => {
		const { hint } = signInFailed(`${body('AADSTS99999', 'New rule.')}\nclient_secret=hunter2hunter2`).cause;
		expect(hint).toBe('Microsoft says: New rule.');
	});

	test.each(ENTRA_FIXES.flatMap(({ codes, fix }) => codes.map((code) => [`AADSTS${code}`, fix])))('%s', (code, fix) => {
		expect(signInFailed(body(code))).toMatchObject({ code, cause: { hint: fix } });
		// n8n hands over Entra's answer as text in a text.
		expect(signInFailed(JSON.stringify({ data: body(code) })).code).toBe(code);
	});

	test('each code has one fix', () => {
		const codes = ENTRA_FIXES.flatMap((fix) => fix.codes);
		expect(new Set(codes).size).toBe(codes.length);
		for (const code of [
			50011, 50020, 50053, 50055, 50058, 50076, 50105, 50173, 500011, 53003, 54005, 65001, 65004, 650056, 70000, 70008,
			70011, 70016, 70018, 70043, 700005, 700016, 700025, 700027, 7000112, 7000215, 7000218, 7000222, 90002, 90094,
			9001023, 9002313, 9002332,
		])
			expect(codes).toContain(code);
	});

	test('no answer from the sign-in: nothing was changed, the clock is named where it is the reason', () => {
		expect(signInUnreachable({ cause: { code: 'ENOTFOUND' } })).toMatchObject({
			code: 'ENOTFOUND',
			message: 'Microsoft sign-in gave no answer.',
			cause: { hint: expect.stringContaining('Nothing was changed') },
		});
		expect(signInUnreachable({ code: 'CERT_NOT_YET_VALID' }).cause.hint).toContain("this computer's clock");
	});

	test('no secret, whoever wrote it', () => {
		const said =
			'request failed: client_secret=hunter2hunter2&refresh_token=0.AAAA refresh Bearer eyJhbGciOiJub25lIn0.eyJhIjoxfQ.c2ln';
		const text = signInFailed('nothing', said).text + signInFailed(body('AADSTS99999', said)).text;
		for (const secret of ['hunter2', '0.AAAA', 'eyJhbGci']) expect(text).not.toContain(secret);
	});

	test('no code at all', () => {
		expect(signInFailed('nothing')).toMatchObject({
			code: 'SignInFailed',
			cause: { hint: expect.stringContaining('connect the account again') },
		});
	});
});
