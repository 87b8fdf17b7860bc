/** Loading the chat itself only when it is first opened. */

/** Load a script of Clara's server, under the host page's Content-Security-Policy. */
export function load(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.async = true;
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      reject(new Error(address));
    };
    script.src = trusted(address);
    document.head.append(script);
  });
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): {
    createScriptURL(address: string): string;
  };
}

/** Pages with trusted types let a script be added only through a policy; it may be called "clara". */
function trusted(address: string): string {
  const types = (window as { trustedTypes?: TrustedTypes }).trustedTypes;
  try {
    return types?.createPolicy("clara", { createScriptURL: (one) => one }).createScriptURL(address) ?? address;
  } catch {
    return address;
  }
}
