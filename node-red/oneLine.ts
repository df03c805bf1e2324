// Texts of several lines in Node-RED's typed input, which is one line: a browser drops the line breaks of what is put into it, so
// they are shown and saved as ↵ with a character behind it that browsers leave there. A ↵ that someone types stays one.
const MARK = '\u21b5\u2028';

export const inOneLine = (text: string): string => text.replace(/\r\n?|\n/g, MARK);
export const inLines = (text: string): string => text.replace(/\u21b5?\u2028/g, '\n');
