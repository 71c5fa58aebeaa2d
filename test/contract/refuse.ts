import { CarrelFailure, type ContractError } from '../../src/contract/errors.ts';
import type { Handlers, Routes } from '../../src/contract/route.ts';

/** Handlers that answer every call with one error. */
export function refuseAll<R extends Routes>(routes: R, error: ContractError): Handlers<R>;
export function refuseAll(routes: Routes, error: ContractError): Handlers<Routes> {
  const refuse = () => Promise.reject(CarrelFailure.from(error));
  return Object.fromEntries(Object.keys(routes).map((name) => [name, refuse]));
}
