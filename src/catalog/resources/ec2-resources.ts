import type { CatalogAction, CatalogService } from '../catalog-service.ts';
import { fillPattern, isPlaceVariable, placeOf } from './fill-row.ts';
import { ec2Id, name } from './forms.ts';
import { shallowest } from './request-values.ts';
import type { Place, RowCall } from './row.ts';

/** Parameters that are not named as the variable of the ARN is. Source: Amazon EC2 API Reference. */
const PARAMETERS: Readonly<Record<string, string>> = {
  SecurityGroupId: 'groupId',
  NaclId: 'networkAclId',
  KeyPairName: 'keyName',
  PlacementGroupName: 'placementGroupName',
};
const NAMES = new Set(['KeyPairName', 'PlacementGroupName']);

/** What RunInstances makes: there is no id yet, and its policies say `TYPE/*` (Amazon EC2 User Guide, “RunInstances”). */
const MADE = new Set(['instance', 'network-interface', 'volume']);
const MAKES = 'ec2:runinstances';

/** The ARNs by resource type that a request to EC2 names, by its ids wherever they stand. */
export function ec2Resources(
  action: CatalogAction,
  call: RowCall,
  service: CatalogService,
  place: Place,
): ReadonlyMap<string, readonly string[]> {
  const isMade = (type: string) => call.action === MAKES && MADE.has(type);
  return new Map(
    action.resourceTypes.map(({ name: type }) => [
      type,
      (service.resources.get(type) ?? []).flatMap((pattern) =>
        isMade(type)
          ? fillPattern(pattern, (variable) =>
              isPlaceVariable(variable) ? placeOf(variable, place) : ['*'],
            )
          : toArns(pattern, call, place),
      ),
    ]),
  );
}

// Only types with an id of their own: those of other services stay for their own tables.
function toArns(pattern: string, call: RowCall, place: Place): readonly string[] {
  if (!pattern.includes(':ec2:')) return [];
  return fillPattern(pattern, (variable) => {
    return isPlaceVariable(variable) ? placeOf(variable, place) : valuesOf(variable, call, place);
  });
}

function valuesOf(variable: string, { parameters }: RowCall, place: Place): readonly string[] {
  const own = Object.hasOwn(PARAMETERS, variable) ? PARAMETERS[variable] : undefined;
  const values = shallowest(parameters, own ?? variable);
  const form = NAMES.has(variable) ? name : ec2Id;
  const ids = values.flatMap((value) => form(value, place));
  return ids.length === values.length ? ids : [];
}
