import type { CatalogService } from '../catalog-service.ts';
import { partsOf, typesOfArn } from './arn-pattern.ts';
import { textsAt } from './request-values.ts';
import type { Place, Row, RowCall, Source } from './row.ts';

const MAX_ARNS = 100;

/** The ARNs that a request names in the way of a row; none where it does not, or only in part. */
export function fillRow(
  row: Row,
  call: RowCall,
  service: CatalogService,
  place: Place,
): readonly string[] {
  if (row.when?.(call) === false) return [];
  const wholes = wholeArns(row, call, service, place);
  if (wholes.length > 0 || row.fill === undefined) return wholes;
  const { fill } = row;
  const arns = (service.resources.get(row.type) ?? []).flatMap((pattern) =>
    fillPattern(pattern, (variable) => valuesOf(variable, fill, call, place)),
  );
  return arns.length > MAX_ARNS ? [] : [...new Set(arns)];
}

function wholeArns(
  { arn = [], type }: Row,
  call: RowCall,
  service: CatalogService,
  place: Place,
): readonly string[] {
  const values = firstOf(arn, call);
  const start = `arn:${place.partition}:`;
  const isOfType = (value: string) =>
    value.startsWith(start) && typesOfArn(service, value).has(type);
  return values.length > 0 && values.every(isOfType) ? values : [];
}

/** Every ARN that a pattern gives with its variables' values; none where one variable has none. */
export function fillPattern(
  pattern: string,
  valuesOfVariable: (variable: string) => readonly string[],
): readonly string[] {
  let arns: readonly string[] = [''];
  for (const [index, part] of partsOf(pattern).entries()) {
    const values = index % 2 === 0 ? [part] : valuesOfVariable(part);
    arns = arns.flatMap((arn) => values.map((value) => arn + value));
    if (arns.length > MAX_ARNS) return [];
  }
  return arns;
}

/** What is known of a variable without a request. */
export function placeOf(variable: string, place: Place): readonly string[] {
  if (variable === 'Partition') return [place.partition];
  if (variable !== 'Region' && variable !== 'Account') return [];
  const value = variable === 'Region' ? place.region : place.account;
  if (value !== null) return [value];
  return place.open ? [`\${${variable}}`] : [];
}

/** True for a variable that a place fills. */
export function isPlaceVariable(variable: string): boolean {
  return variable === 'Partition' || variable === 'Region' || variable === 'Account';
}

function valuesOf(
  variable: string,
  fill: Readonly<Record<string, Source>>,
  call: RowCall,
  place: Place,
): readonly string[] {
  const source = Object.hasOwn(fill, variable) ? fill[variable] : undefined;
  const values = source === undefined ? [] : valuesOfSource(source, call, place);
  return values.length > 0 ? values : placeOf(variable, place);
}

function valuesOfSource(source: Source, call: RowCall, place: Place): readonly string[] {
  const texts = firstOf(source.at, call);
  if (texts.length === 0) return source.otherwise === undefined ? [] : [source.otherwise];
  const values = texts.map((value) => source.form(value, place));
  return values.some((one) => one.length === 0) ? [] : values.flat();
}

function firstOf(paths: readonly string[], { parameters }: RowCall): readonly string[] {
  for (const path of paths) {
    const texts = textsAt(parameters, path);
    if (texts.length > 0) return texts;
  }
  return [];
}
