import { CarrelFailure, type ContractError } from './errors.ts';
import type { Handlers, Routes } from './route.ts';

/**
 * Handlers that answer every call with one error: for a process that could not start its work (its
 * data folder is in use, say) but can still tell why.
 */
export function refuseAll<R extends Routes>(routes: R, error: ContractError): Handlers<R>;
export function refuseAll(routes: Routes, error: ContractError): Handlers<Routes> {
  const refuse = () => Promise.reject(new CarrelFailure(error.code, error.message, error.details));
  return Object.fromEntries(Object.keys(routes).map((name) => [name, refuse]));
}
