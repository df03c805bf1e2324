import { Presets, followsOperation } from '../../node-red/editor/presets';
import { ALL_FIELDS, OPERATIONS, typedDefault, type TypedDefault } from '../../node-red/fields';

const names = OPERATIONS.map(({ value }) => value);

/** A dialog without a browser: what its fields show. */
class Dialog {
	readonly shown = new Map<string, TypedDefault>();
	private readonly presets: Presets;

	constructor(operation: string, saved: Map<string, TypedDefault> = new Map()) {
		this.presets = new Presets(operation);
		for (const field of ALL_FIELDS.filter(followsOperation)) this.shown.set(field.name, typedDefault(field));
		for (const field of fieldsOf(operation)) this.shown.set(field.name, typedDefault(field));
		for (const [name, value] of saved) this.shown.set(name, value);
	}

	choose(operation: string): this {
		for (const field of fieldsOf(operation))
			this.shown.set(field.name, this.presets.next(field, this.shown.get(field.name)!));
		return this;
	}

	save(operation: string): Map<string, TypedDefault> {
		return new Map(
			ALL_FIELDS.filter(followsOperation).map((field) => [
				field.name,
				this.presets.saved(operation, field, this.shown.get(field.name)!),
			]),
		);
	}

	of(operation: string): Array<[string, TypedDefault]> {
		return fieldsOf(operation).map(({ name }) => [name, this.shown.get(name)!]);
	}
}

const fieldsOf = (operation: string) =>
	OPERATIONS.find(({ value }) => value === operation)!.fields.filter(followsOperation);

test('looking through any three operations leaves an untouched dialog as a new one', () => {
	for (const first of names)
		for (const second of names)
			for (const third of names) {
				const walked = new Dialog(first).choose(second).choose(third);
				expect([first, second, third, JSON.stringify(walked.of(third))]).toEqual([
					first,
					second,
					third,
					JSON.stringify(new Dialog(third).of(third)),
				]);
			}
});

test('nor does saving and opening in between', () => {
	for (const first of names)
		for (const second of names)
			for (const third of names) {
				const saved = new Dialog(first).choose(second).save(second);
				const walked = new Dialog(second, saved).choose(third);
				expect([first, second, third, JSON.stringify(walked.of(third))]).toEqual([
					first,
					second,
					third,
					JSON.stringify(new Dialog(third).of(third)),
				]);
			}
});

test('what somebody has entered stays through all of them', () => {
	for (const second of names)
		for (const third of names) {
			const dialog = new Dialog('draft:create');
			dialog.shown.set('to', { type: 'str', value: 'somebody@contoso.com' });
			dialog.choose(second).choose(third);
			const has = fieldsOf(third).some(({ name }) => name === 'to');
			if (has)
				expect([second, third, dialog.shown.get('to')]).toEqual([
					second,
					third,
					{ type: 'str', value: 'somebody@contoso.com' },
				]);
		}
});
