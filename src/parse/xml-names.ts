/**
 * The prefix by which this program names each namespace, whatever prefix a file uses. The second
 * address of each pair is that of "strict" OOXML (ISO/IEC 29500) or of older OpenDocument.
 */
const ooxml = 'http://schemas.openxmlformats.org';
const strict = 'http://purl.oclc.org/ooxml';
const odf = 'urn:oasis:names:tc:opendocument:xmlns';
const prefixes: ReadonlyMap<string, string> = new Map([
  [`${ooxml}/wordprocessingml/2006/main`, 'w'],
  [`${strict}/wordprocessingml/main`, 'w'],
  [`${ooxml}/presentationml/2006/main`, 'p'],
  [`${strict}/presentationml/main`, 'p'],
  [`${ooxml}/drawingml/2006/main`, 'a'],
  [`${strict}/drawingml/main`, 'a'],
  [`${ooxml}/drawingml/2006/chart`, 'c'],
  [`${strict}/drawingml/chart`, 'c'],
  [`${ooxml}/drawingml/2006/diagram`, 'dgm'],
  [`${strict}/drawingml/diagram`, 'dgm'],
  [`${ooxml}/officeDocument/2006/relationships`, 'r'],
  [`${strict}/officeDocument/relationships`, 'r'],
  [`${ooxml}/officeDocument/2006/math`, 'm'],
  [`${strict}/officeDocument/math`, 'm'],
  [`${ooxml}/markup-compatibility/2006`, 'mc'],
  [`${ooxml}/package/2006/relationships`, 'rel'],
  [`${ooxml}/package/2006/metadata/core-properties`, 'cp'],
  ['http://purl.org/dc/elements/1.1/', 'dc'],
  ['http://purl.org/dc/terms/', 'dcterms'],
  ['http://www.w3.org/1999/xlink', 'xlink'],
  [`${odf}:office:1.0`, 'office'],
  [`${odf}:text:1.0`, 'text'],
  [`${odf}:table:1.0`, 'table'],
  [`${odf}:drawing:1.0`, 'draw'],
  [`${odf}:style:1.0`, 'style'],
  [`${odf}:presentation:1.0`, 'presentation'],
  [`${odf}:svg-compatible:1.0`, 'svg'],
  ['http://www.idpf.org/2007/opf', 'opf'],
  ['urn:oasis:names:tc:opendocument:xmlns:container', 'ocf'],
  ['http://www.w3.org/2001/04/xmlenc#', 'enc'],
  [`${odf}:meta:1.0`, 'meta'],
]);

/**
 * The name used in this program for an element or attribute: `w:p`, or the bare local name where
 * there is no namespace. A name of a namespace that is not known starts with `?:`.
 */
export function canonicalName(uri: string, prefix: string, local: string): string {
  const known = prefixes.get(uri);
  if (known !== undefined) return `${known}:${local}`;
  if (uri !== '') return `?:${local}`;
  // A prefix that the file forgot to declare.
  return prefix === '' ? local : `${prefix}:${local}`;
}
