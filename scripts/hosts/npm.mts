// npm, wherever it is.

/** npm as a program and its first arguments: as JavaScript, since Windows has only a shell script for it (scripts/run.mjs says where). */
export function npmProgram(node = process.execPath): [program: string, first: string[]] {
	const file = process.env.npm_execpath ?? '';
	return /npm-cli\.js$/.test(file) ? [node, [file]] : ['npm', []];
}
