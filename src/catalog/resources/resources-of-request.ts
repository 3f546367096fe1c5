import type { CatalogAction, CatalogService } from '../catalog-service.ts';
import { apiGatewayResources } from './api-gateway-resources.ts';
import { partsOf, typesOfArn } from './arn-pattern.ts';
import { ec2Resources } from './ec2-resources.ts';
import { fillRow, isPlaceVariable } from './fill-row.ts';
import { name } from './forms.ts';
import { GROUPS } from './resource-groups.ts';
import { textsAt } from './request-values.ts';
import { type Group, oneOf, type Place, row, type RowCall } from './row.ts';

/** What a request tells of an action's resources: `complete` when it names all that the action needs. */
export type RequestResources = { readonly arns: readonly string[]; readonly complete: boolean };

/** Parameters that hold the ARN of a resource of any type; tagging calls have one. */
const ANY_ARN = ['resourceArn', 'resourceArns[]', 'resource', 'arn', 'resourceId', 'targetArn'];

/** The ARNs of an action's resources, from the ids and names that the request gives. Pure; never throws. */
export function resourcesOfRequest(
  action: CatalogAction,
  call: RowCall,
  service: CatalogService,
  place: Place,
): RequestResources {
  if (service.prefix === 'apigateway') return toWhole(apiGatewayResources(call, service, place));
  if (service.prefix === 'ec2') {
    const byType = ec2Resources(action, call, service, place);
    return toAnswer(
      action,
      [...byType.values()].flat(),
      (type) => (byType.get(type) ?? []).length > 0,
    );
  }
  const filled = fillGroups(action, call, service, place);
  const answer = toAnswer(
    action,
    filled.flatMap(({ arns }) => arns),
    (type) => filled.some(({ types }) => types.has(type)),
  );
  return answer.complete ? answer : orAnyArn(answer, action, call, service, place);
}

type Filled = { readonly arns: readonly string[]; readonly types: ReadonlySet<string> };

function fillGroups(
  action: CatalogAction,
  call: RowCall,
  service: CatalogService,
  place: Place,
): readonly Filled[] {
  const wanted = new Set(action.resourceTypes.map(({ name: type }) => type));
  const own = GROUPS.get(service.prefix) ?? [];
  const groups = [...own, ...groupsByName(wanted, own, service)];
  return groups.flatMap((group) => {
    const rows = group.filter((all) => all.every(({ type }) => wanted.has(type)));
    const types = new Set(rows.flat().map(({ type }) => type));
    for (const all of rows) {
      const arns = all.map((one) => fillRow(one, call, service, place));
      if (arns.every((one) => one.length > 0)) return [{ arns: arns.flat(), types }];
    }
    return [];
  });
}

/** Types without a row, whose parameters are named as the variables of their ARN are (38 % of all). */
function groupsByName(
  wanted: ReadonlySet<string>,
  own: readonly Group[],
  service: CatalogService,
): readonly Group[] {
  const known = new Set(own.flat(2).map(({ type }) => type));
  return [...wanted]
    .filter((type) => !known.has(type))
    .map((type) => {
      const [pattern = '', ...others] = service.resources.get(type) ?? [];
      const variables = partsOf(pattern).filter((_one, index) => index % 2 === 1);
      const named = variables.filter((one) => !isPlaceVariable(one) && one !== 'Id');
      if (others.length > 0 || named.length === 0) return oneOf();
      return oneOf(
        row(type, Object.fromEntries(named.map((one) => [one, { at: [one], form: name }]))),
      );
    });
}

// AWS marks types as required that are alternatives too; one whole ARN that fits is then enough.
function orAnyArn(
  answer: RequestResources,
  action: CatalogAction,
  call: RowCall,
  service: CatalogService,
  place: Place,
): RequestResources {
  const wanted = action.resourceTypes.map(({ name: type }) => type);
  for (const path of ANY_ARN) {
    const arns = textsAt(call.parameters, path);
    const fits = (arn: string) =>
      arn.startsWith(`arn:${place.partition}:`) &&
      wanted.some((type) => typesOfArn(service, arn).has(type));
    if (arns.length > 0 && arns.every(fits)) return { arns, complete: true };
  }
  return answer;
}

function toWhole(arns: readonly string[]): RequestResources {
  return { arns, complete: arns.length > 0 };
}

function toAnswer(
  { resourceTypes }: CatalogAction,
  arns: readonly string[],
  isFilled: (type: string) => boolean,
): RequestResources {
  const complete =
    arns.length > 0 &&
    resourceTypes.every(({ name: type, required }) => !required || isFilled(type));
  return { arns: [...new Set(arns)], complete };
}
