/** Somebody whom a message names. */
export interface Named {
	/** As it is written; what is no plain address is allowed by no rule. */
	address: string;
	/** Where it stands, as people call it: `To`, `the header Resent-To`. */
	where: string;
	/** The message itself goes there, so that it counts for the highest number: not where only answers or receipts go. */
	counts: boolean;
}

/** Everybody whom a message names. */
export interface Found {
	named: Named[];
	/** What may hold recipients and cannot be read for certain, in words: `the header To ("…")`. */
	unclear: string[];
}

/** Both together. */
export const together = (...all: Found[]): Found => ({
	named: all.flatMap(({ named }) => named),
	unclear: all.flatMap(({ unclear }) => unclear),
});

export const NOBODY: Found = { named: [], unclear: [] };
