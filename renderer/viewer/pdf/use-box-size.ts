import { type RefObject, useLayoutEffect, useState } from 'react';
import type { PageSize } from './box-geometry.ts';

/** The size of an element's content box in CSS pixels, followed; null until it is laid out. */
export function useBoxSize(element: RefObject<HTMLElement | null>): PageSize | null {
  const [size, setSize] = useState<PageSize | null>(null);
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return;
    const measure = (): void => {
      setSize((last) =>
        last?.width === current.clientWidth && last.height === current.clientHeight
          ? last
          : { width: current.clientWidth, height: current.clientHeight },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => {
      observer.disconnect();
    };
  }, [element]);
  return size;
}
