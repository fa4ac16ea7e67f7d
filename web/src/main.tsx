import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { Recover } from "./app/Recover";
import "./theme/tokens.css";
import "./theme/page.css";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <Recover reload={() => window.location.reload()}>
      <App />
    </Recover>
  </StrictMode>,
);
