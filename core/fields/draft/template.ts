import { MISSING_VALUES } from '../choices';
import type { Choice, Condition, Field } from '../field';

const FROM_TEMPLATE: Condition = { messageSource: ['template'] };

const MISSING_CHOICES: Record<(typeof MISSING_VALUES)[number], Omit<Choice, 'value'>> = {
	refuse: {
		label: 'Stop With an Error',
		description: 'The error names the placeholders and the values that there are',
	},
	empty: { label: 'Leave Them Empty', description: 'Nothing stands in their place; a warning says so' },
	keep: { label: 'Keep the Placeholders', description: 'A person fills them in; a warning says so' },
};

/** Where a message comes from a draft that a person has written in Outlook. */
export const TEMPLATE: Field[] = [
	{
		name: 'templateId',
		label: 'Template',
		kind: 'template',
		place: 'main',
		default: '',
		description:
			'A draft in Outlook with placeholders such as {{First name}}. Its text, recipients, images and files go into each new draft.',
		placeholder: 'e.g. Offer',
		when: FROM_TEMPLATE,
	},
	{
		name: 'templateFolder',
		label: 'Template Folder',
		kind: 'text',
		place: 'main',
		default: 'Templates',
		description:
			'The folder whose drafts are offered as templates: a path, a folder ID, or its address in Outlook on the web',
		placeholder: 'e.g. Templates/Sales',
		when: FROM_TEMPLATE,
	},
	{
		name: 'templateValues',
		label: 'Values',
		kind: 'json',
		place: 'main',
		default: '={{ $json }}',
		description: 'What the placeholders stand for, by name; letter case and spaces do not matter',
		when: FROM_TEMPLATE,
		fromMessage: 'payload',
	},
	{
		name: 'templateRows',
		label: 'More Values',
		kind: 'pairs',
		place: 'main',
		default: '',
		description: 'Values under names of your own; they come before those above',
		pair: {
			group: 'value',
			label: 'Value',
			first: { name: 'name', label: 'Name', placeholder: 'First name' },
			second: { name: 'value', label: 'Value', placeholder: 'Anna', kind: 'text' },
			many: true,
		},
		when: FROM_TEMPLATE,
	},
];

export const TEMPLATE_OPTIONS: Field[] = [
	{
		name: 'templateLocale',
		label: 'Language of Dates',
		kind: 'text',
		place: 'options',
		default: '',
		description:
			"Language for names of months and days that a placeholder such as {{Date:d MMMM yyyy}} shows; the template's own if empty, else the mailbox's",
		placeholder: 'e.g. de-DE',
		when: FROM_TEMPLATE,
	},
	{
		name: 'missingValues',
		label: 'Missing Values',
		kind: 'select',
		place: 'options',
		default: 'refuse',
		description: 'What to do with placeholders that have no value',
		choices: MISSING_VALUES.map((value) => ({ value, ...MISSING_CHOICES[value] })),
		when: FROM_TEMPLATE,
	},
];
