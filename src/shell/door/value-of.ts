import { CarrelFailure } from '../../contract/errors.ts';
import type { Result } from '../../contract/result.ts';

/** The value of a result; its error is thrown. */
export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new CarrelFailure(result.error.code, result.error.message, result.error.details);
}
