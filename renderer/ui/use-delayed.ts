import { useEffect, useState } from 'react';

/** `wanted`, but true only once it has been so for `ms` milliseconds: no flash of a spinner. */
export function useDelayed(wanted: boolean, ms = 300): boolean {
  const [due, setDue] = useState(false);
  useEffect(() => {
    if (!wanted) return;
    const timer = setTimeout(() => {
      setDue(true);
    }, ms);
    return () => {
      clearTimeout(timer);
      setDue(false);
    };
  }, [wanted, ms]);
  return wanted && due;
}
