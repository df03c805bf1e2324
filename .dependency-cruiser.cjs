// What may import what; test/gates/imports.test.mts checks it.

/** Rooms of core/, from the bottom to the top: a file imports its own floor's rooms and those below. */
const FLOORS = [
	['errors', 'host', 'account', 'redact', 'clock', 'perRun'],
	['fields'],
	['graph'],
	['signIn'],
	['html', 'mime', 'message'],
	['quoting'],
	['messages', 'folders', 'lists'],
	['drafts'],
	['attachments'],
	['checks', 'mailTips', 'policy', 'signature', 'templates', 'watch'],
	['operations'],
	['index', 'run'],
];

/** A room is a folder of core/ or one of its files. */
const inRooms = (rooms) => `^core/(${rooms.join('|')})(/|\\.ts$)`;

const arrowsUp = FLOORS.slice(0, -1).map((rooms, floor) => ({
	name: `no-arrow-up-from-${rooms[0]}`,
	comment: 'A room of core/ imports nothing from a floor above it. Move what both need down, or pass it in.',
	severity: 'error',
	from: { path: inRooms(rooms) },
	to: { path: inRooms(FLOORS.slice(floor + 1).flat()) },
}));

module.exports = {
	forbidden: [
		{
			name: 'no-circle',
			comment: 'Files that import each other cannot be understood, or loaded, one by one.',
			severity: 'error',
			from: {},
			to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
		},
		{
			name: 'no-circle-of-types',
			comment: 'A type that two files need belongs into a third.',
			severity: 'error',
			from: {},
			to: { circular: true, via: { dependencyTypes: ['type-only'] } },
		},
		{
			name: 'core-knows-no-host',
			comment: 'core/ is the same for n8n and Node-RED.',
			severity: 'error',
			from: { path: '^core/' },
			to: {
				path: '^(nodes|node-red|credentials|simulator|test|scripts|bench)/|^node_modules/(n8n|node-red|@node-red)',
			},
		},
		{
			name: 'core-needs-no-node',
			comment: "core/ uses only what every JavaScript runtime has; a host's own things come through core/host.ts.",
			severity: 'error',
			from: { path: '^core/' },
			to: { dependencyTypes: ['core'] },
		},
		{
			name: 'every-room-has-a-floor',
			comment: 'Put a new room of core/ on its floor in .dependency-cruiser.cjs.',
			severity: 'error',
			from: { path: '^core/', pathNot: inRooms(FLOORS.flat()) },
			to: {},
		},
		{
			name: 'shipped-code-needs-nothing-of-the-workshop',
			severity: 'error',
			from: { path: '^(core|credentials|nodes|node-red)/' },
			to: { path: '^(simulator|test|scripts|bench)/' },
		},
		...arrowsUp,
	],
	options: {
		tsConfig: { fileName: 'tsconfig.json' },
		// Imports of types count too.
		tsPreCompilationDeps: true,
		doNotFollow: { path: '^node_modules' },
		enhancedResolveOptions: { extensions: ['.ts', '.mts', '.js', '.json', '.d.ts'] },
	},
};
