import type { CatalogService } from '../catalog-service.ts';
import { textsAt } from './request-values.ts';
import { fillPattern, placeOf } from './fill-row.ts';
import type { Place, RowCall } from './row.ts';

const SEGMENT = /^[\w.+@=:-]{1,255}$/;

/**
 * The ARN of a management call: the path of its URI, without the API's version (`/v2`) and without an
 * account. None where the paths of two API versions both fit.
 * Source: API Gateway Developer Guide, “Amazon Resource Names (ARNs)”.
 */
export function apiGatewayResources(
  call: RowCall,
  service: CatalogService,
  place: Place,
): readonly string[] {
  const verb = call.action.slice(call.action.indexOf(':') + 1);
  const uris = (service.http.get(call.operation) ?? []).map((http) => http.split(' '));
  const found = uris
    .filter(([method]) => method?.toLowerCase() === verb)
    .map(([, uri = '']) => fillUri(uri, call));
  const paths = new Set(found.flat());
  const [region] = placeOf('Region', place);
  return paths.size === 1 && region !== undefined
    ? [...paths].map((path) => `arn:${place.partition}:apigateway:${region}::${path}`)
    : [];
}

function fillUri(uri: string, call: RowCall): readonly string[] {
  const pattern = uri.replace(/^\/v2\//, '/').replaceAll('{', '${');
  return fillPattern(pattern, (variable) => {
    const values = textsAt(call.parameters, variable);
    return values.length === 1 && values.every((one) => SEGMENT.test(one)) ? values : [];
  });
}
