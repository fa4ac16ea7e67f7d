import type { ComponentProps, ReactNode } from "react";
import { AsOf } from "../forms/AsOf";

type PageHeadProps = { title: string; read: ComponentProps<typeof AsOf>["read"]; children?: ReactNode };

/** What a page of the settings is, how old it is, and what can be made there. */
export function PageHead({ title, read, children }: PageHeadProps) {
  return (
    <header className="page-head">
      <h1>{title}</h1>
      <AsOf read={read} />
      <div className="page-head-actions">{children}</div>
    </header>
  );
}
