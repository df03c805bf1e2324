/** A text in a `$filter`, in quotation marks (OData URL conventions 5.1.1.14.1: a quotation mark in it is doubled). */
export const textLiteral = (text: string): string => `'${text.replace(/'/g, "''")}'`;
