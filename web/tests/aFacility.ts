import type { Facility } from "../src/api/types";

export const aFacility = (some: Partial<Facility> & { id: string }): Facility => ({
  name: some.id,
  parentId: null,
  scheme: null,
  dma: null,
  location: null,
  ...some,
});
