/** What people see with a browser: the page, the API documents, a page for each type of problem. */
@NullMarked
package io.strait.gateway.web;

import org.jspecify.annotations.NullMarked;
