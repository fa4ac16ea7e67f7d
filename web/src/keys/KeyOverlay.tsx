import { useLocation } from "react-router";
import { Dialog } from "../forms/Dialog";
import { useMe } from "../signin/session";
import { keyLines, worksOn } from "./keymap";
import { offered } from "./offered";
import "./keys.css";

const parts = ["List", "Event", "Go"] as const;

/** All keys at a glance that who is signed in may use here; Escape, `?` or a click beside it closes it. */
export function KeyOverlay({ onClose }: { onClose: () => void }) {
  const me = useMe();
  const [, page = ""] = useLocation().pathname.split("/");
  const lines = keyLines.filter((line) => offered(line, me) && worksOn(page, line));
  return (
    <Dialog label="Keys" className="key-overlay" onClose={onClose}>
      {parts
        .filter((part) => lines.some((line) => line.part === part))
        .map((part) => (
          <section key={part}>
            <h2>{part}</h2>
            <dl>
              {lines
                .filter((line) => line.part === part)
                .map((line) => (
                  <div key={line.keys}>
                    <dt>
                      {line.keys.split(" ").map((key) => (
                        <kbd key={key}>{key}</kbd>
                      ))}
                    </dt>
                    <dd>{line.does}</dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      <button type="button" onClick={onClose}>
        Hide keys
      </button>
    </Dialog>
  );
}
