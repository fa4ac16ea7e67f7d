import { type RefObject, useEffect, useRef } from "react";

/** Whether what asks is still on the page, for answers that come late. */
export function useIsThere(): RefObject<boolean> {
  const isThere = useRef(true);
  useEffect(() => {
    isThere.current = true;
    return () => {
      isThere.current = false;
    };
  }, []);
  return isThere;
}
