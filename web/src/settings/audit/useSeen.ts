import { type RefCallback, useCallback } from "react";

/** So near to the edge of the screen something counts as seen. */
const NEAR = "600px";

/** Calls `onSeen` when an element comes into sight, and anew whenever `onSeen` changes while it is there. */
export const useSeen = <T extends Element>(onSeen: () => void): RefCallback<T> =>
  useCallback(
    (element: T | null) => {
      if (element === null) return;
      const observer = new IntersectionObserver(
        (entries) => entries.some((entry) => entry.isIntersecting) && onSeen(),
        { rootMargin: NEAR },
      );
      observer.observe(element);
      return () => observer.disconnect();
    },
    [onSeen],
  );
