/** Tests of health.confidant.accounting. */
package health.confidant.accounting;
