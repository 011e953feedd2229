/** What every control of a form has, built in or not: a name, the form, and whether it is valid. */
export abstract class FormControl extends HTMLElement {
  static readonly formAssociated = true;

  /** @internal */
  protected readonly internals = this.attachInternals();

  get form(): HTMLFormElement | null {
    return this.internals.form;
  }

  get name(): string {
    return this.getAttribute("name") ?? "govseg";
  }

  set name(name: string) {
    this.setAttribute("name", name);
  }

  get validity(): ValidityState {
    return this.internals.validity;
  }

  get validationMessage(): string {
    return this.internals.validationMessage;
  }

  get willValidate(): boolean {
    return this.internals.willValidate;
  }

  checkValidity(): boolean {
    return this.internals.checkValidity();
  }

  reportValidity(): boolean {
    return this.internals.reportValidity();
  }
}
