import { CarrelFailure, type ContractError } from './errors.ts';

/** The outcome of a contract call: errors are data and never thrown across the contract. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ContractError };

/** Wraps a value as a successful result. */
export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** Wraps an error as a failed result. */
export function err(error: ContractError): Result<never> {
  return { ok: false, error };
}

/** The value of a result. @throws CarrelFailure its error. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw CarrelFailure.from(result.error);
}
