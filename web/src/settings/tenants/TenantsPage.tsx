import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { callAll } from "../../api/http";
import type { Tenant } from "../../api/types";
import { ShownOnce } from "../../forms/ShownOnce";
import { PageHead } from "../PageHead";
import { NewTenant } from "./NewTenant";

/** The customers of this installation. What is theirs cannot be seen from here. */
export function TenantsPage() {
  const [adding, add] = useState(false);
  const [issued, setIssued] = useState<{ tenant: string; key: string } | null>(null);
  const read = useQuery({
    queryKey: ["tenants"],
    queryFn: ({ signal }) => callAll<Tenant>("/tenants", 5000, signal),
    refetchInterval: 30_000,
  });
  return (
    <>
      <PageHead title="Tenants" read={read}>
        {!adding && (
          <button type="button" onClick={() => add(true)}>
            New tenant
          </button>
        )}
      </PageHead>
      {adding && (
        <NewTenant
          onIssued={(tenant, key) => {
            add(false);
            setIssued({ tenant, key });
          }}
          onCancel={() => add(false)}
        />
      )}
      {read.data?.length === 0 && (
        <p className="muted">There is no other tenant. Each has its own people and data.</p>
      )}
      {read.data !== undefined && read.data.length > 0 && (
        <table className="table" aria-label="Tenants">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Id</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {read.data.map((tenant) => (
              <tr key={tenant.id}>
                <td data-label="Name">{tenant.name}</td>
                <td data-label="Id">{tenant.id}</td>
                <td data-label="State">{tenant.closed === true ? "Closed" : "Open"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {issued !== null && (
        <ShownOnce
          what={`The admin key of “${issued.tenant}”`}
          secret={issued.key}
          onStored={() => setIssued(null)}
        />
      )}
    </>
  );
}
