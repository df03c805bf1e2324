/** Removes what may never be shown from a text that somebody else wrote: tokens, secrets, pre-authorised addresses. */
export function redact(text: string): string {
	return text
		.replace(/\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g, '(token)')
		.replace(/\bBearer\s+[\w.~+/-]{8,}=*/gi, 'Bearer (token)')
		.replace(
			/\b(client_secret|client_assertion|refresh_token|access_token|assertion|code|authtoken|password)(["']?\s*[=:]\s*["']?)[^\s"'&,;}]+/gi,
			'$1$2(removed)',
		);
}

/** One line of at most 300 characters, without secrets. */
export function shortened(text: string): string {
	return redact(text).replace(/\s+/g, ' ').trim().slice(0, 300);
}
